() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    const groups = new Set();
    window.stops = [...document.querySelectorAll('a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary, [tabindex="0"]')]
        .filter(element => element.checkVisibility({ visibilityProperty: true }));
    return window.stops.filter(element => {
        // Of a group of radio buttons the Tab key stops at one.
        if (element.type === 'radio') {
            const known = groups.has(element.name);
            groups.add(element.name);
            return !known;
        }
        return true;
    }).length;
}

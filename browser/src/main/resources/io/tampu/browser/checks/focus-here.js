() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) {
        return null;
    }
    const box = element.getBoundingClientRect();
    // The ring may be drawn by the label that wraps the box to tick.
    const shown = [element, element.closest('label'), ...(element.labels || [])].filter(Boolean).some(each => {
        const style = getComputedStyle(each);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    });
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    const top = document.elementFromPoint(x, y);
    const inSight = box.width > 0 && box.height > 0 && top && (element.contains(top) || top.contains(element) || [...(element.labels || [])].some(label => label.contains(top)));
    return {
        index: window.stops.indexOf(element),
        words: (element.innerText || element.getAttribute('aria-label') || element.name || element.tagName).trim().slice(0, 40),
        visible: shown,
        hidden: !inSight,
    };
}

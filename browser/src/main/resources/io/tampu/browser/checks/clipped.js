() => {
    const complaints = [];
    for (const element of document.body.querySelectorAll('*')) {
        const style = getComputedStyle(element);
        const text = (element.innerText || '').trim();
        const box = element.getBoundingClientRect();
        if (!text || box.width <= 1 || box.height <= 1 || style.clipPath !== 'none') {
            continue;
        }
        const hides = value => value === 'hidden' || value === 'clip';
        if ((hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
            || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)) {
            complaints.push(`"${text.slice(0, 40)}" is cut off`);
        }
        // A box of fixed height lets its text run into the next.
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
        if (own && !hides(style.overflowY) && style.display !== 'inline' && element.scrollHeight > element.clientHeight + 4 && element.clientHeight > 0) {
            complaints.push(`"${text.slice(0, 40)}" runs out of its box`);
        }
    }
    return complaints;
}

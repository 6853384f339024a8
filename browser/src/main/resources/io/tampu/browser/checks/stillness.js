() => {
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
        return ['the device does not wish for stillness'];
    }
    const complaints = [];
    const longest = text => Math.max(...text.split(',').map(each => parseFloat(each) * (each.trim().endsWith('ms') ? 0.001 : 1)));
    for (const element of document.querySelectorAll('*')) {
        for (const part of [null, '::before', '::after']) {
            const style = getComputedStyle(element, part);
            const name = element.tagName.toLowerCase() + [...element.classList].map(each => '.' + each).join('') + (part || '');
            if (style.animationName !== 'none' && longest(style.animationDuration) > 0.01) {
                complaints.push(`${name} is animated`);
            }
            if (longest(style.transitionDuration) > 0.01) {
                complaints.push(`${name} moves from state to state`);
            }
            if (style.scrollBehavior === 'smooth') {
                complaints.push(`${name} scrolls smoothly`);
            }
        }
    }
    return complaints;
}

() => {
    if (!matchMedia('(forced-colors: active)').matches) {
        return ['the device has no forced colours'];
    }
    const complaints = [];
    // What a mark looks like to somebody who does not see the page's colours.
    const paper = getComputedStyle(document.body).backgroundColor;
    const isFilled = mark => ![paper, 'rgba(0, 0, 0, 0)'].includes(mark.backgroundColor);
    const looks = item => {
        const mark = getComputedStyle(item, '::before');
        return [mark.content, mark.width, mark.height, mark.borderTopStyle, mark.borderTopWidth, mark.borderRadius, isFilled(mark), mark.transform].join(' ');
    };
    for (const list of document.querySelectorAll('ol, ul, [role=img]')) {
        const kinds = new Map();
        for (const item of list.children) {
            const kind = [...item.classList].sort().join('.');
            const words = item.innerText.trim();
            for (const [other, known] of kinds) {
                if (other !== kind && !words && !known.words && known.looks === looks(item)) {
                    complaints.push(`in the list "${list.getAttribute('aria-label') || list.className}" the states "${kind}" and "${other}" look the same`);
                }
            }
            kinds.set(kind, { looks: looks(item), words });
        }
    }
    for (const item of document.querySelectorAll('.steps > li')) {
        const others = [...item.parentElement.children].filter(other => other.className !== item.className);
        if (others.some(other => looks(other) === looks(item))) {
            complaints.push(`the step "${item.innerText.trim().replace(/\s+/g, ' ').slice(0, 40)}" looks like one in another state`);
        }
    }
    for (const element of document.querySelectorAll('button, .button')) {
        const style = getComputedStyle(element);
        if (style.borderTopStyle === 'none' && style.outlineStyle === 'none' && style.textDecorationLine !== 'underline' && element.checkVisibility()) {
            complaints.push(`the button "${element.innerText.trim().slice(0, 40)}" has no edge`);
        }
    }
    return [...new Set(complaints)];
}

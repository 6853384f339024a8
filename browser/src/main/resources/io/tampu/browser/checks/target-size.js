({ smallest, primary, selector }) => {
    const complaints = [];
    const words = element => (element.innerText || element.getAttribute('aria-label') || element.name || element.tagName).trim().slice(0, 40);
    // A link within a sentence is as high as its line.
    const runsInText = element => element.tagName === 'A' && getComputedStyle(element).display === 'inline'
        && [...element.parentElement.childNodes].some(node => node.nodeType === 3 && node.textContent.trim().length > 1);
    // A box to tick is pressed on its label too.
    const target = element => element.labels && element.labels[0] && ['radio', 'checkbox'].includes(element.type) ? element.labels[0] : element;
    const seen = element => {
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        return box.width > 1 && box.height > 1 && style.visibility === 'visible' && style.clipPath === 'none' && box.bottom > 0 && box.right > 0;
    };
    for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]')) {
        const pressed = target(element);
        if (!seen(pressed) || runsInText(element)) {
            continue;
        }
        const box = pressed.getBoundingClientRect();
        const least = element.matches(selector) ? primary : smallest;
        if (box.height + 0.01 < least || box.width + 0.01 < least) {
            complaints.push(`"${words(element)}" is ${Math.round(box.width)} x ${Math.round(box.height)} px, ${least} at least`);
        }
    }
    return complaints;
}

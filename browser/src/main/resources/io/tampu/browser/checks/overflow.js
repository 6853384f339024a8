() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= Math.max(width, document.body.clientWidth)) {
        return [];
    }
    const name = element => element.tagName.toLowerCase() + (element.id ? '#' + element.id : '')
        + [...element.classList].map(each => '.' + each).join('');
    const wide = [...document.body.querySelectorAll('*')]
        .filter(element => element.getBoundingClientRect().right + window.scrollX > width + 0.5)
        .slice(0, 3).map(name);
    return [`at ${width} px the page is ${document.documentElement.scrollWidth} px wide, by ${wide.join(', ') || 'something hidden'}`];
}

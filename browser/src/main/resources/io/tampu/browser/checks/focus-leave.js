() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
}

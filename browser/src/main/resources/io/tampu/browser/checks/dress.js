style => {
    // A sheet made by script is not an inline style: a strict content policy lets it be.
    const sheet = window.dress ?? new CSSStyleSheet();
    if (!window.dress) {
        window.dress = sheet;
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }
    sheet.replaceSync(style);
}

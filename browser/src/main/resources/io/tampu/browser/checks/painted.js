() => new Promise(painted => {
    const seen = list => list.some(entry => entry.name === 'first-contentful-paint') && painted(true);
    if (!seen(performance.getEntriesByType('paint'))) {
        new PerformanceObserver(list => seen(list.getEntries())).observe({ type: 'paint', buffered: true });
    }
})

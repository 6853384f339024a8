async rules => {
    const all = {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
        rules: { 'target-size': { enabled: true } },
    };
    const some = { runOnly: { type: 'rule', values: rules } };
    const results = await axe.run(document, { resultTypes: ['violations'], ...(rules.length ? some : all) });
    return results.violations.flatMap(rule => rule.nodes.map(node => ({
        wcag: rule.tags.some(tag => tag.startsWith('wcag')),
        sentence: `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`,
    })));
}

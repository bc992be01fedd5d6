module.exports = {docs: [{type: 'category', label: 'Start', items: ['intro']}]};

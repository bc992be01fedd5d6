// @ts-check
const config = {
  title: 'Lantern Handbook',
  tagline: 'A term in the open',
  url: 'https://lantern.example',
  baseUrl: '/handbook/',
  i18n: {defaultLocale: 'en', locales: ['en']},
};
module.exports = config;

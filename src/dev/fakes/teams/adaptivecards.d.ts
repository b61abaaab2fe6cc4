/** The one build of adaptivecards that Node can load, with the types of the other. */
declare module 'adaptivecards/dist/adaptivecards.js' {
  export * from 'adaptivecards';
}

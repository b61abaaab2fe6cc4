/** Lets TypeScript accept imports of styles: they are bundled beside the script and export nothing. */
declare module '*.css';

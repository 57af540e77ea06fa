export { start } from './plain.js';

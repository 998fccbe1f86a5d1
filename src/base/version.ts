/** The version of overdial, as written into results, journals and reports. A test keeps it equal to package.json. */
export const VERSION = '0.1.0';

/** Whether this is the app as a single file, which has no host and no other files beside it. */
export const IS_ONE_FILE = import.meta.env.MODE === 'one-file'

/** Where the app as a single file lies, beside this page. */
export const ONE_FILE_ADDRESS = './worthwhile.html'

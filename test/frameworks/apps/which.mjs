// Stands inside of the package when it runs, because `#platform` is visible only there.
const url = import.meta.resolve('#platform')
console.log(`#platform ${url.split('/').at(-1)}`)

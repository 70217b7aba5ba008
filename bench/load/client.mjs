import { takeInTurn } from '../race/pool.mjs'
import { Connection } from './connection.mjs'

const CONNECTIONS = 16

/** @typedef {{ requests: number, seconds: number }} Load */

/**
 * Keeps this process awake. One that sleeps has to be woken for each answer, by the server: on a virtual machine sending took it three
 * times as long then, and the slower a library is, the more of the client's sleep it was charged with.
 *
 * @returns ends it
 */
function spin() {
  let spinning = true
  const turn = () => {
    if (spinning) setImmediate(turn)
  }
  turn()
  return () => {
    spinning = false
  }
}

/** Clients of one server, each with a connection that is kept. */
export class Client {
  #connections
  #take

  /**
   * @param {number} port
   * @param {readonly string[]} cookies seals; each is sent once before any is sent again
   */
  constructor(port, cookies) {
    this.#connections = Array.from({ length: CONNECTIONS }, () => new Connection(port))
    this.#take = cookies.length === 0 ? () => [''] : takeInTurn(cookies)
  }

  /**
   * One request; gives the answer.
   *
   * @param {string} path
   * @returns {Promise<string>}
   */
  async ask(path) {
    let asked = false
    let answer = ''
    const next = () => (asked ? undefined : ((asked = true), this.#request(path)))
    await this.#connections[0]?.send(next, (response) => (answer = response))
    return answer
  }

  /**
   * As many requests as fit into some milliseconds.
   *
   * @param {string} path
   * @param {number} ms
   * @returns {Promise<Load>}
   */
  async load(path, ms) {
    let requests = 0
    const start = performance.now()
    const next = () => (performance.now() - start < ms ? this.#request(path) : undefined)
    const count = () => {
      requests++
    }
    const stopSpinning = spin()
    await Promise.all(this.#connections.map((connection) => connection.send(next, count)))
    stopSpinning()
    return { requests, seconds: (performance.now() - start) / 1000 }
  }

  close() {
    for (const connection of this.#connections) connection.close()
  }

  /** @param {string} path */
  #request(path) {
    const [cookie] = this.#take(1)
    const line = cookie ? `cookie: ${cookie}\r\n` : ''
    return `GET /${path} HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\n${line}\r\n`
  }
}

import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createEventSink, NO_EVENTS, type SessionEvent } from './events.ts'

const event: SessionEvent = { type: 'oversize', cookieName: 's' }

it('every listener is told, in order', () => {
  const told: unknown[] = []
  const emit = createEventSink([(one) => told.push([1, one]), (two) => told.push([2, two])])
  emit(event)
  expect(told).toEqual([
    [1, event],
    [2, event],
  ])
})

it('a listener that throws breaks nothing: a log that is down must not log anybody out', () => {
  const told: SessionEvent[] = []
  const emit = createEventSink([
    () => {
      throw new Error('no log')
    },
    (one) => told.push(one),
  ])
  expect(() => emit(event)).not.toThrow()
  expect(told).toEqual([event])
})

it('a listener that rejects does not end the process', async () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)
  process.on('unhandledRejection', note)
  createEventSink([async () => Promise.reject(new Error('no log'))])(event)
  await setImmediate()
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

it('nobody has to listen', () => {
  expect(() => createEventSink([])(event)).not.toThrow()
  expect(NO_EVENTS(event)).toBeUndefined()
})

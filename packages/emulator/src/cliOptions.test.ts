import { describe, expect, it } from 'vitest'

import { cliHelp, parseCliOptions } from './cliOptions.js'
import { scenarios } from './scenarios/scenarios.js'

const usual = { isHelp: false, port: undefined, scenario: 'success', speed: 1 }

describe('parseCliOptions', () => {
  it.each([
    ['', usual],
    ['--port 8080', { ...usual, port: 8080 }],
    ['--port=0 --speed 2.5', { ...usual, port: 0, speed: 2.5 }],
    ['--scenario goal-failed', { ...usual, scenario: 'goal-failed' }],
    ['--help', { ...usual, isHelp: true }],
    ['-h', { ...usual, isHelp: true }],
  ])('reads "%s"', (line, expected) => {
    expect(parseCliOptions(line.split(' ').filter(Boolean))).toEqual(expected)
  })

  it.each([
    ['--port many', '--port takes a number'],
    ['--port=', '--port takes a number'],
    ['--port 65536', '--port takes a number'],
    ['--port 80.5', '--port takes a number'],
    ['--speed 0', '--speed takes a number'],
    ['--speed fast', '--speed takes a number'],
    ['--scenario sucess', 'There is no scenario "sucess"'],
    ['--scenario toString', 'There is no scenario "toString"'],
    ['--loud', "Unknown option '--loud'"],
    ['slow', "Unexpected argument 'slow'"],
  ])('explains what is wrong with "%s"', (line, message) => {
    expect(() => parseCliOptions(line.split(' '))).toThrow(message)
  })
})

describe('cliHelp', () => {
  it('lists every option and scenario', () => {
    for (const option of ['--port', '--scenario', '--speed', '--help']) {
      expect(cliHelp).toContain(option)
    }
    for (const { name, description } of scenarios) {
      expect(cliHelp).toMatch(new RegExp(`^  ${name} +${description.slice(0, 4)}`, 'm'))
    }
  })
})

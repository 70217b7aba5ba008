import root = require('ironseal')
import express = require('ironseal/express')
import iron = require('ironseal/iron')
import ironSession = require('ironseal/iron-session')
import ironStore = require('ironseal/iron-store')
import next = require('ironseal/next')
import nextIronSession = require('ironseal/next-iron-session')

// @ts-expect-error an unknown name is an error, so the entry is not silently `any`
type Unknown = typeof root.noSuchExport

const everyEntryHasTypes: (object | Unknown)[] = [
  root,
  express,
  iron,
  ironSession,
  ironStore,
  next,
  nextIronSession,
]

export = everyEntryHasTypes

// What ironseal imports that is not its own.
import 'node:crypto'
import 'node:diagnostics_channel'
import 'cookie'

import { describeRows } from './dropped.js'
import { ROWS } from './droppedRows.js'

// Docker 20.10 does not know start_interval: with an interval of 30 s everything waits for a first "healthy" 30 s after the start.
describeRows(
  'drops nothing on an engine without start_interval',
  ROWS.filter(({ stall, change }) => (stall === 'b' && change === 'undone deploy') || stall === 'f'),
  { engine: '20.10' },
)

// Package tabletop is the live exercise. A session is a scenario being written
// while it is played: whatever happens in the room is appended to a journal, the
// journal makes the scenario's file, and the engine plays that file, once for each time
// that it changes. What lies before the present must come out the same, to the bit.
package tabletop

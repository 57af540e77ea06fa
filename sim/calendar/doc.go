// Package calendar turns working calendars (weekdays, hours, closed dates, a time zone) once into tables of integer
// ticks. Everything later in a run asks the table, never the clock, the zone database or the machine: a Table is
// plain data that travels with the model, and the same table gives the same ticks everywhere.
//
// A wall-clock time that daylight saving repeats or skips is met twice here, with two rules:
//
//   - a boundary (midnight, an opening, a closing) falls at the first instant at which the wall clock has reached it.
//     Hours of 00:00-08:00 hold 7 hours on the night the clock goes forward and 9 when it goes back;
//   - a time of day kept by adding days is the first of the two when it is repeated, and moves forward by what is
//     skipped when it does not exist: 02:30 becomes 03:30. (time.Date promises neither: it moves such a time forward
//     in Brussels and backward in New York.)
package calendar

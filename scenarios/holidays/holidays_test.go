package holidays

import (
	"fmt"
	"strings"
	"testing"
)

// TestHolidaysOfKnownYears: the dates as official lists give them.
func TestHolidaysOfKnownYears(t *testing.T) {
	for _, c := range []struct {
		code string
		year int
		want string
	}{
		// Easter Sunday is 5 April 2026. (Bavaria's 15 August is a matter of the place.)
		{"BE", 2026, "01-01 04-06 05-01 05-14 05-25 07-21 08-15 11-01 11-11 12-25"},
		{"DE", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26"},
		{"DE-BY", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26"},
		{"FR", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"},
		// 26 December 2026 is a Saturday: Monday 28 is the day off.
		{"GB", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28"},
		// 4 July 2026 is a Saturday: Friday 3 is the day off.
		{"US", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25"},
	} {
		var got []string
		for _, d := range Dates(c.code, c.year, c.year) {
			got = append(got, fmt.Sprintf("%02d-%02d", int(d.Month), d.Day))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s %d: %s\nwant %s", c.code, c.year, strings.Join(got, " "), c.want)
		}
	}
}

// TestEveryCountryHasHolidays: each list gives some in any year.
func TestEveryCountryHasHolidays(t *testing.T) {
	for _, code := range Codes() {
		for _, year := range []int{2025, 2026, 2030} {
			if n := len(Dates(code, year, year)); n < 5 || n > 40 {
				t.Errorf("%s has %d holidays in %d", code, n, year)
			}
		}
	}
}

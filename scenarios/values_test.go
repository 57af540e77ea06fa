package scenarios

import (
	"errors"
	"math"
	"testing"
	"time"

	"ripple/sim"
	"ripple/sim/calendar"
)

// TestLengthsOfTime: what people write becomes what they mean.
func TestLengthsOfTime(t *testing.T) {
	const minute, hour = float64(calendar.Minute), float64(calendar.Hour)
	for text, want := range map[string]calendar.Span{
		"5m": {Unit: calendar.Elapsed, N: 5 * minute}, "90s": {Unit: calendar.Elapsed, N: 90_000}, "10ms": {Unit: calendar.Elapsed, N: 10},
		"2h": {Unit: calendar.Elapsed, N: 2 * hour}, "1h30m": {Unit: calendar.Elapsed, N: 90 * minute}, "1h 30 min": {Unit: calendar.Elapsed, N: 90 * minute},
		"0.5 hours": {Unit: calendar.Elapsed, N: 30 * minute}, "1 day": {Unit: calendar.Days, N: 1}, "2d": {Unit: calendar.Days, N: 2},
		"2 weeks": {Unit: calendar.Days, N: 14}, "1 week 2 days": {Unit: calendar.Days, N: 9}, "5 working days": {Unit: calendar.WorkingDays, N: 5},
		"3 working hours": {Unit: calendar.Open, N: 3 * hour}, "1.5 days": {Unit: calendar.Days, N: 1.5},
	} {
		if got, err := parseSpan(text); err != nil || got != want {
			t.Errorf("%q is %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "5", "m", "five minutes", "5 parsecs", "1 month", "1,5 h", "3 days 2 working days", "-5m", "99 years", "1e3m", "30 years"} {
		if got, err := parseSpan(text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

// TestDistributionsHaveTheMomentsWritten: mean, least value and coefficient of
// variation are those of the text.
func TestDistributionsHaveTheMomentsWritten(t *testing.T) {
	const m = float64(calendar.Minute)
	for _, c := range []struct {
		text      string
		mean, min float64 // minutes
		cv        float64 // -1: not looked at
	}{
		{"5m", 5, 5, 0},
		{"fixed(5m)", 5, 5, 0},
		{"exponential(5m)", 5, 0, 1},
		{"exponential(mean 5m)", 5, 0, 1},
		{"exponential(5m) (measured)", 5, 0, 1},
		{"uniform(2m; 8m)", 5, 2, -1},
		{"triangular(2m; 5m; 20m)", 9, 2, -1},
		{"triangular(low 2m; mode 5m; high 20m) (a guess)", 9, 2, -1},
		{"pert(2m; 5m; 20m)", 7, 2, -1},
		{"gamma(mean 40m; cv 0.5)", 40, 0, 0.5},
		{"gamma(40m; 0.5)", 40, 0, 0.5},
		{"gamma(cv 0.5; mean 40m)", 40, 0, 0.5},
		{"erlang(k 4; mean 40m)", 40, 0, 0.5},
		{"lognormal(mean 40m; cv 0.8)", 40, 0, 0.8},
		{"weibull(mean 40m; shape 1)", 40, 0, 1},
		{"lognormal(usual 5m; nine-in-ten 12m) at least 5m", -1, 5, -1},
	} {
		d, err := parseDistribution(c.text, parseElapsed)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if c.mean >= 0 && math.Abs(d.Mean()-c.mean*m) > 1e-6*m {
			t.Errorf("%s has mean %g minutes", c.text, d.Mean()/m)
		}
		if d.Min() != c.min*m {
			t.Errorf("%s has least %g minutes", c.text, d.Min()/m)
		}
		if cv := math.Sqrt(d.Variance()) / d.Mean(); c.cv >= 0 && math.Abs(cv-c.cv) > 1e-6 {
			t.Errorf("%s has cv %g", c.text, cv)
		}
	}
	d, err := parseDistribution("lognormal(usual 5m; nine-in-ten 12m)", parseWork)
	if err != nil || math.Abs(d.Quantile(0.5)-5*m) > 1 || math.Abs(d.Quantile(0.9)-12*m) > 1 {
		t.Errorf("usual is %g, nine in ten %g minutes; %v", d.Quantile(0.5)/m, d.Quantile(0.9)/m, err)
	}
}

// TestMomentsKeepTheWallClock: day 1 is `from`, and 09:00 stays 09:00 when
// daylight saving begins between (29 March 2026 in Brussels).
func TestMomentsKeepTheWallClock(t *testing.T) {
	s, err := Load("procurement-slip", Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := run{from: calendar.Date{Year: 2026, Month: time.January, Day: 5}, days: 120}
	b := &builder{model: s.Model, run: r}
	zone, err := calendar.Zone("Europe/Brussels")
	if err != nil {
		t.Fatal(err)
	}
	origin := time.Date(2025, time.December, 6, 0, 0, 0, 0, zone)
	for text, want := range map[string]time.Time{
		"day 1":            time.Date(2026, 1, 5, 0, 0, 0, 0, zone),
		"day 20 09:00":     time.Date(2026, 1, 24, 9, 0, 0, 0, zone),
		"2026-02-03 09:00": time.Date(2026, 2, 3, 9, 0, 0, 0, zone),
		"2026-03-30 09:00": time.Date(2026, 3, 30, 9, 0, 0, 0, zone),
		"day 84 23:59":     time.Date(2026, 3, 29, 23, 59, 0, 0, zone),
	} {
		m, err := r.parseMoment(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		at, err := b.at(m)
		if got := origin.Add(time.Duration(at) * time.Millisecond); err != nil || !got.Equal(want) {
			t.Errorf("%s is %v, not %v: %v", text, got, want, err)
		}
	}
}

// TestDemandIsPerOpenDay: 20 per day on five days a week are 100 a week, per
// calendar day 140, whatever the hours.
func TestDemandIsPerOpenDay(t *testing.T) {
	for text, want := range map[string]float64{
		"20 per day": 100, "100 per week": 100, "2 per hour": 90, "20 per calendar day": 140, "every 30m": 90,
		"1 per working day": 5, "7 per calendar week": 7, "0.5 per minute": 1350,
	} {
		p := &problems{}
		st := stream{hours: mondayToFriday()}
		st.readDemand(&node{source: &source{problems: p}, kind: scalar, text: text})
		if err := p.err(); err != nil || math.Abs(st.perWeek()-want) > 1e-6 {
			t.Errorf("%s is %g a week, %v", text, st.perWeek(), err)
		}
	}
}

// TestSurgesAddUpToWhatIsWritten: 60 % more demand is an extra stream at 0.6
// of the rate, less demand a share of it; a new promise reaches both.
func TestSurgesAddUpToWhatIsWritten(t *testing.T) {
	s, err := Load("testdata/everything.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := s.Model
	base, extra := -1, -1
	for i, st := range m.Streams {
		if st.Flow != 0 {
			continue
		}
		if st.Surge < 0 {
			base = i
		} else if !m.Effects[st.Surge].Response {
			extra = i
		}
	}
	if base < 0 || extra < 0 {
		t.Fatal("no surge stream")
	}
	if ratio := m.Streams[base].Gap.Mean() / m.Streams[extra].Gap.Mean(); math.Abs(ratio-0.6) > 1e-9 {
		t.Errorf("the extra stream has %g of the demand", ratio)
	}
	promised := map[int]bool{}
	for _, e := range m.Effects {
		for _, c := range e.Changes {
			if c.Param == sim.ParamPromise && e.Name == "words" {
				promised[c.Target] = true
			}
		}
	}
	if !promised[base] || !promised[extra] {
		t.Errorf("the new promise reaches streams %v, not %d and %d", promised, base, extra)
	}
}

// TestSpellingFindsTheWordMeant: small slips lead to the word, other words to
// none.
func TestSpellingFindsTheWordMeant(t *testing.T) {
	known := []string{"procurement", "manufacturing", "sales", "field-service", "it-operations"}
	for word, want := range map[string]string{
		"procurment": "procurement", "Manufacturing": "manufacturing", "saels": "sales", "field_service": "field-service",
		"fieldservice": "field-service", "it operations": "it-operations", "x": "", "logistics": "", "": "",
	} {
		if got := nearestWord(word, known); got != want {
			t.Errorf("%q: %q, not %q", word, got, want)
		}
	}
}

// TestOnlyTwentyProblemsAreTold: and that there are more.
func TestOnlyTwentyProblemsAreTold(t *testing.T) {
	text := "scenario: x\norganisation:\n  departments:\n"
	for range 40 {
		text += "    a" + string(rune('a'+len(text)%26)) + time.Duration(len(text)).String() + ": {staf: 1}\n"
	}
	_, err := opened{name: "x", display: "x.yaml", text: []byte(text)}.load(Options{})
	var d Diagnostics
	if !errors.As(err, &d) || len(d) != maxDiagnostics+1 {
		t.Fatalf("%d diagnostics: %v", len(d), err)
	}
}

// TestHoursByWeekdayLeaveTheDaysToOthers: a department with hours of its own
// works on the days on which an organisation with hours by weekday does.
func TestHoursByWeekdayLeaveTheDaysToOthers(t *testing.T) {
	fragment := "calendar: {hours: {Mon-Thu: 08:00-17:00, Fri: 08:00-15:00}}\ndepartments: {sales: {staff: 2, hours: 09:00-12:00}}\n"
	file := opened{name: "sample", display: "sample.yaml", shipped: true, text: inSample(t, fragment)}
	c, err := file.check()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range c.Departments {
		if d.Name == "sales" && d.Teams[0].HoursPerWeek != 15 {
			t.Errorf("open for %g hours a week, want 5 days of 3", d.Teams[0].HoursPerWeek)
		}
	}
}

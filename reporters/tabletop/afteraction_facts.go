package tabletop

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"ripple/reporters"
	"ripple/scenarios"
	"ripple/sim"
)

// exercise is everything that the report tells, in words, and what was played again.
func (r *review) exercise() reporters.Exercise {
	x, st := r.original.Exercise, r.st
	out := reporters.Exercise{
		About: reporters.About{Ripple: r.set.Ripple, Go: r.set.Go, Notes: r.saved.Notes},
		Title: x.Title, Story: x.About, Scenario: r.original.Title,
		Clock: r.clock(), Began: r.when(x.Begins), Reached: r.when(st.Now), Ended: st.Ended, Turns: st.Turn, LivedIn: st.Opening.Replication + 1,
		Standing: r.standings(), Course: r.course(), Signs: r.signs(), Timeline: r.timeline(),
		Objectives: r.objectives(), Remarks: r.notes(), Decisions: r.deeds, Injects: r.deliveries(), Room: r.runs[0].room,
	}
	if out.Title == "" {
		out.Title = r.original.Title
	}
	if out.Story == "" {
		out.Story = r.original.About
	}
	for _, t := range x.Teams {
		out.Teams = append(out.Teams, t.Label)
	}
	for _, w := range r.roads {
		out.Roads = append(out.Roads, w.deed)
	}
	for _, one := range r.runs {
		out.Played = append(out.Played, reporters.Contender{Name: one.name, Result: one.played})
		out.Lived = append(out.Lived, reporters.Contender{Name: one.name, Result: one.lived})
	}
	return out
}

// decided is a decision in words.
func (r *review) decided(i int) reporters.Deed {
	d := &r.st.Decisions[i]
	return reporters.Deed{When: r.when(d.At), Who: r.team(d.Team), Turn: d.Turn, Words: d.Words, Reason: d.Reason, Does: r.does(d.Actions)}
}

// cases are the arms of the session's own run, by what they are called.
func (r *review) cases() []struct {
	name string
	arm  int
} {
	return []struct {
		name string
		arm  int
	}{{reporters.CaseRoom, r.runs[0].room}, {reporters.CaseNobody, sim.DoNothing}, {reporters.CaseUsual, sim.Baseline}}
}

func (r *review) samples(arm int) *sim.Samples { return r.runs[0].lived.Worlds[0][arm].Samples }

// standings are how customers stood when play ended, kind by kind.
func (r *review) standings() []reporters.Standing {
	m := r.saved.Model
	var all []reporters.Standing
	for i := range m.External() {
		for _, c := range r.cases() {
			s := r.samples(c.arm)
			now := &s.Segments[i][int(r.st.Now/s.Every)]
			good, bad := judgedBy(now)
			all = append(all, reporters.Standing{
				Customers: m.Segments[i].Name, Case: c.name, OnTime: inTime(good, bad), InTime: good, Due: good + bad,
				Placed: now.Placed, Delivered: now.Delivered, Late: now.Late, Lost: now.Lost, Open: now.Open, Overdue: now.Overdue, Revenue: now.Revenue,
			})
		}
	}
	return all
}

// daysBefore is how far the picture of the session looks back before play began.
const daysBefore = 7

// at is a moment in days from the beginning of day 1.
func (r *review) at(tick sim.Tick) float64 {
	m := r.saved.Model
	table := m.Calendars[0]
	day := table.Day(tick)
	length := sim.Tick(24 * 3_600_000)
	if day+1 < len(table.Days) {
		length = table.Days[day+1] - table.Days[day]
	}
	return float64(day-m.FirstDay) + float64(tick-table.Days[day])/float64(length)
}

// course is how many orders of paying customers were overdue at the end of each day, and when play ended.
func (r *review) course() []reporters.CourseDay {
	m := r.saved.Model
	table := m.Calendars[0]
	overdue := func(arm int, tick sim.Tick) (n int64) {
		s := r.samples(arm)
		for i, pays := range reporters.Paying(m) {
			if pays {
				n += s.Segments[i][int(tick/s.Every)].Overdue
			}
		}
		return n
	}
	var all []reporters.CourseDay
	add := func(tick sim.Tick, day int) {
		d := reporters.CourseDay{
			At: r.at(tick), Day: reporters.Day{Number: day - m.FirstDay + 1},
			Usual: overdue(sim.Baseline, tick), Nobody: overdue(sim.DoNothing, tick), Room: overdue(r.runs[0].room, tick),
		}
		if day < len(m.Dates) {
			d.Day.Date = m.Dates[day]
		}
		all = append(all, d)
	}
	first := max(m.FirstDay, table.Day(r.original.Exercise.Begins)-daysBefore)
	for day := first; day+1 < len(table.Days) && table.Days[day+1] < r.st.Now; day++ {
		add(table.Days[day+1], day)
	}
	add(r.st.Now, table.Day(max(m.From, r.st.Now-1)))
	return all
}

// signs are what the picture of the session marks.
func (r *review) signs() []reporters.Sign {
	var all []reporters.Sign
	for i := range r.st.Injects {
		if in := &r.st.Injects[i]; in.Status == HasCome {
			line := r.line(in)
			all = append(all, reporters.Sign{At: r.at(in.At), Name: fmt.Sprint(in.Number), Text: firstOf(line.Say, line.Does)})
		}
	}
	for i := range r.st.Decisions {
		d := &r.st.Decisions[i]
		all = append(all, reporters.Sign{At: r.at(d.At), Name: fmt.Sprintf("D%d", i+1), Text: r.team(d.Team) + ": " + firstOf(d.Words, r.does(d.Actions)), Decision: true})
	}
	slices.SortStableFunc(all, func(a, b reporters.Sign) int { return cmp.Compare(a.At, b.At) })
	return all
}

// line is an inject as the session's file has it.
func (r *review) line(in *Inject) scenarios.Inject {
	for _, one := range r.saved.Injects {
		if one.Number == in.Number {
			return one
		}
	}
	return in.Inject
}

// deliveries are the injects as they came, or did not.
func (r *review) deliveries() []reporters.Delivery {
	var all []reporters.Delivery
	for i := range r.st.Injects {
		in := &r.st.Injects[i]
		line := r.line(in)
		d := reporters.Delivery{
			Number: in.Number, Status: statusWords[in.Status], From: line.From, To: "all", Method: line.Method, Text: firstOf(line.Say, line.Does), Does: line.Does,
			ExpectedAction: line.ExpectedAction, Objective: r.objective(line.Objective), Controller: line.Controller,
			Pending: in.Status == Planned || in.Status == Waiting || in.Status == OnHold,
		}
		if line.Say == "" {
			d.Does = ""
		}
		if len(line.To) > 0 {
			var names []string
			for _, name := range line.To {
				names = append(names, r.team(name))
			}
			d.To = strings.Join(names, ", ")
		}
		if in.Status == HasCome {
			d.When = r.when(in.At)
		}
		d.Planned = line.Written
		if in.Text != "" {
			d.Planned = "improvised"
		}
		all = append(all, d)
	}
	return all
}

// statusWords are how an inject stands, for people who read it later.
var statusWords = map[Status]string{
	Planned: "had not come", Waiting: "its condition did not hold", OnHold: "held back", HasCome: "came", NotComing: "skipped", NeverDrawn: "does not happen here",
}

// ratingWords are the ratings for people.
var ratingWords = map[Rating]string{
	Performed: "performed", SomeChallenges: "performed with some challenges", MajorChallenges: "performed with major challenges", Unable: "unable to perform",
}

// objective is the text of one.
func (r *review) objective(name string) string {
	for _, o := range r.original.Exercise.Objectives {
		if o.Name == name {
			return firstOf(o.Text, o.Name)
		}
	}
	return name
}

// objectives are those of the exercise with the last rating of each.
func (r *review) objectives() []reporters.Objective {
	var all []reporters.Objective
	for _, o := range r.original.Exercise.Objectives {
		one := reporters.Objective{Name: o.Name, Text: firstOf(o.Text, o.Name)}
		for _, n := range r.st.Notes {
			switch {
			case n.Objective != o.Name:
			case n.Rating != "":
				one.Rating, one.Met, one.Words = ratingWords[n.Rating], n.Rating == Performed, n.Words
			default:
				one.Noted = append(one.Noted, n.Words)
			}
		}
		var tested []string
		for i := range r.st.Injects {
			in := &r.st.Injects[i]
			if in.Status == HasCome && r.line(in).Objective == o.Name {
				tested = append(tested, fmt.Sprint(in.Number))
			}
		}
		one.Tested = strings.Join(tested, ", ")
		all = append(all, one)
	}
	return all
}

// notes are what people wrote down, without ratings.
func (r *review) notes() []reporters.Remark {
	var all []reporters.Remark
	for _, n := range r.st.Notes {
		if n.Rating == "" {
			all = append(all, reporters.Remark{When: r.when(n.At), Who: r.team(n.By), About: r.objective(n.Objective), Text: n.Words})
		}
	}
	return all
}

// clock says when people played, by the clock in the room.
func (r *review) clock() string {
	var first, last time.Time
	for i := range r.events {
		if t := clockOf(r.events[i].Clock); !t.IsZero() {
			if first.IsZero() {
				first = t
			}
			last = t
		}
	}
	switch {
	case first.IsZero():
		return "not recorded"
	case first.Format(time.DateOnly) == last.Format(time.DateOnly):
		return first.Format("Monday 2 January 2006, 15:04") + " to " + last.Format("15:04")
	}
	return first.Format("Monday 2 January 2006, 15:04") + " to " + last.Format("Monday 2 January 2006, 15:04")
}

func clockOf(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}
	}
	return t
}

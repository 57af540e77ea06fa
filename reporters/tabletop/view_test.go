package tabletop

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"ripple/scenarios"
	"ripple/sim"
)

func seen(t fatal, s *Session, role Role) (*View, string) {
	t.Helper()
	v, err := s.View(role)
	do(t, err)
	text, err := json.Marshal(v)
	do(t, err)
	return v, string(text)
}

var others = []Role{Evaluator, Audience, {Name: "front", Team: true}, {Name: "yard", Team: true}}

// TestNobodyButTheDeskSeesWhatIsToCome: whatever is changed about the future, the others see the
// same; and what was not revealed is not in what is sent to them.
func TestNobodyButTheDeskSeesWhatIsToCome(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 0)
	playTo(t, s, "day 7")
	before := map[string]string{}
	for _, role := range others {
		v, text := seen(t, s, role)
		v.Version = 0
		text = strings.Replace(text, `"version":`, `"was":`, 1)
		before[role.Name] = text[strings.Index(text, `"now"`):]
		for _, secret := range []string{"usual", "desk", "baseline", "do-nothing", "erp is down", "waits for a signature", "asks", "planned"} {
			if strings.Contains(text, `"`+secret+`"`) || strings.Contains(text, secret+" ") {
				t.Errorf("%s is sent %q: %s", role.Name, secret, text)
			}
		}
	}
	do(t, s.Hold(ctx, 1))
	do(t, s.Skip(ctx, 6))
	to, err := s.To("day 30")
	do(t, err)
	do(t, s.Postpone(ctx, 3, to.To))
	for _, role := range others {
		_, text := seen(t, s, role)
		if got := text[strings.Index(text, `"now"`):]; got != before[role.Name] {
			t.Errorf("%s sees that the future has changed:\n%s\n%s", role.Name, before[role.Name], got)
		}
	}
	desk, _ := seen(t, s, Facilitator)
	if len(desk.Desk.Injects) != 7 || len(desk.Compared) != 2 || desk.Map.Departments[0].Usual == nil {
		t.Errorf("the desk: %+v", desk.Desk)
	}
	do(t, s.Reveal(ctx, RevealDoNothing, true))
	do(t, s.Blank(ctx, true))
	wall, text := seen(t, s, Audience)
	if len(wall.Compared) != 1 || wall.Compared[0].With != RevealDoNothing {
		t.Errorf("revealed: %+v", wall.Compared)
	}
	if strings.Contains(text, `"name":"office"`) || !strings.Contains(text, "Department A") {
		t.Errorf("blanked, and names are sent: %s", text)
	}
}

// TestWhatAScenarioSaysOfItselfIsNotForPlayers: its title and its story tell what will go wrong; an
// exercise that has none of its own is called by the organisation.
func TestWhatAScenarioSaysOfItselfIsNotForPlayers(t *testing.T) {
	s, _ := opened(t, bus(t), "procurement-slip", 0)
	for _, role := range []Role{Audience, {Name: s.Scenario().Exercise.Teams[0].Name, Team: true}} {
		if v, text := seen(t, s, role); v.Title != "Harbour Medical" || strings.Contains(text, s.Scenario().Title) || strings.Contains(text, s.Scenario().About) {
			t.Errorf("%s is sent %q: %s", role.Name, v.Title, text)
		}
	}
	if desk, _ := seen(t, s, Facilitator); desk.Title != s.Scenario().Title || desk.About != s.Scenario().About {
		t.Errorf("the desk is sent %q, %q", desk.Title, desk.About)
	}
}

// TestWhoIsToldWhat: an inject to one team is not in the others' story.
func TestWhoIsToldWhat(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 0)
	playTo(t, s, "day 8 09:00")
	_, err := s.Improvise(ctx, "{say: '<b>All hands</b>', from: the boss}")
	do(t, err)
	for role, want := range map[Role]string{
		{Name: "front", Team: true}: "<b>All hands</b>",
		{Name: "yard", Team: true}:  "The buyer waits for a signature.|<b>All hands</b>",
		Audience:                    "<b>All hands</b>",
		Evaluator:                   "6 % of the work at shop has a mistake.|The buyer waits for a signature.|<b>All hands</b>",
	} {
		v, _ := seen(t, s, role)
		var got []string
		for _, line := range v.Story {
			got = append(got, line.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s is told %q, not %q", role.Name, got, want)
		}
	}
	yard, _ := seen(t, s, Role{Name: "yard", Team: true})
	if len(yard.Map.Departments) != 2 || yard.Team.Left != 1 || len(yard.Team.Choices) != 5 || yard.Desk != nil {
		t.Errorf("the yard: %+v", yard.Team)
	}
	front, _ := seen(t, s, Role{Name: "front", Team: true})
	if len(front.Team.Choices) != 2 || len(front.Map.Departments) != 1 {
		t.Errorf("the front: %+v", front.Team)
	}
	if _, err := s.View(Role{Name: "nobody", Team: true}); err == nil {
		t.Error("a team that does not exist sees something")
	}
}

// TestWhatStopsPlay: injects, those that are held when they are due, conditions, the end; and
// how far play has come then.
func TestWhatStopsPlay(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 0)
	do(t, s.Hold(ctx, 1))
	var stops []string
	for range 60 {
		if err := s.Advance(ctx, s.NextInject()); err != nil {
			break
		}
		st := s.State()
		stops = append(stops, s.Scenario().Moment(st.Now)+": "+strings.Join(st.Why, "; "))
	}
	text := strings.Join(stops, "\n")
	for _, want := range []string{"day 8 09:00: inject 1 is due and held", "day 12 10:00: inject 3 has come", "inject 4 has come", "builders.overdue > 25", "day 22 00:00: inject 5 has come"} {
		if !strings.Contains(text, want) {
			t.Errorf("play did not stop for %q:\n%s", want, text)
		}
	}
	if last := stops[len(stops)-1]; last != "day 36 00:00: play has reached its end" {
		t.Errorf("the last stop is %s", last)
	}
	if st := s.State(); st.inject(1).Status != OnHold || st.inject(6).Status != Waiting || st.inject(4).Status != HasCome || st.inject(8).Status != HasCome {
		t.Errorf("in the end: %+v", st.Injects)
	}
}

// TestBothWaysOfAForkStay: a decision taken back, another taken, and both can be saved.
func TestBothWaysOfAForkStay(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 2)
	playTo(t, s, "day 9")
	do(t, s.Decide(ctx, Request{Team: "front", Words: "first", Actions: []Action{{Choice: "campaign"}}}))
	line := len(s.Events())
	playTo(t, s, "day 12")
	do(t, s.End(ctx, false))
	first := s.Course()
	branch, err := s.Fork(ctx, line, "") // and play goes on, although it had ended
	do(t, err)
	if st := s.State(); branch != 2 || len(st.Decisions) != 0 || s.Scenario().Moment(st.Now) != "day 9 00:00" || st.Playing {
		t.Errorf("after the fork: %+v", st)
	}
	do(t, s.Decide(ctx, Request{Team: "front", Words: "second", Actions: []Action{{Choice: "later"}}}))
	playTo(t, s, "day 14")
	folder := t.TempDir()
	sameToday(t, b, s, folder)
	one, err := s.SavedBranch(folder, 1)
	do(t, err)
	if !strings.Contains(one, "say: first") || strings.Contains(one, "say: second") || !strings.Contains(one, "reached: day 12 00:00") {
		t.Errorf("the first way: %s", one)
	}
	do(t, s.Switch(ctx, 1))
	if st := s.State(); len(st.Decisions) != 1 || st.Decisions[0].Words != "first" || s.Scenario().Moment(st.Now) != "day 12 00:00" || s.Course().text != first.text {
		t.Errorf("back on the first way: %+v", st)
	}
	sameToday(t, b, s, folder)
}

// TestTheDeskHasWhatItNeedsToDecide: sizes with their names, whose choice what is, all modules,
// objectives, and what was decided by its label.
func TestTheDeskHasWhatItNeedsToDecide(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 0)
	playTo(t, s, "day 5")
	do(t, s.Decide(ctx, Request{Team: "yard", Actions: []Action{{Choice: "hands"}}}))
	do(t, s.Decide(ctx, Request{Team: "front", Words: "Call them all"}))
	if _, err := s.Propose(ctx, Request{Team: "front", Actions: []Action{{Choice: "later", Sizes: []scenarios.Size{{Key: "cost", Value: "0"}}}}}); err == nil || !strings.Contains(err.Error(), "front cannot choose `cost` of later") {
		t.Errorf("a team chose what its response costs: %v", err)
	}
	id, err := s.Propose(ctx, Request{Team: "front", Actions: []Action{{Choice: "later", Sizes: []scenarios.Size{{Key: "to", Value: "6 working days"}}}}})
	do(t, err)
	do(t, s.Admit(ctx, id, nil))
	v, _ := seen(t, s, Facilitator)
	sizes := v.Desk.Choices[0].Parts[1].Sizes
	if len(sizes) != 2 || sizes[0] != (SizeView{"2.by", "by", "1h"}) {
		t.Errorf("sizes of the second thing that hands do: %+v", sizes)
	}
	if teams := v.Desk.Teams; strings.Join(teams[0].Choices, " ") != "later campaign" || teams[1].Choices != nil {
		t.Errorf("choices of teams: %+v", teams)
	}
	if m := v.Desk.Modules; len(m) != 2 || m[1].From.Text != "day 8 00:00" || m[1].Questions[0] != "Whom do you tell?" || len(v.Judging.Objectives) != 2 {
		t.Errorf("modules %+v, objectives %+v", v.Desk.Modules, v.Judging)
	}
	var path []string
	for _, p := range v.Desk.Path {
		path = append(path, p.Text)
	}
	want := "the yard decided: two more welders|front decided, not modelled: Call them all|proposal 1 was admitted: later"
	if got := strings.Join(path, "|"); got != want {
		t.Errorf("the path is %q, not %q", got, want)
	}
	if len(v.Desk.Systems) != 1 || v.Desk.Systems[0] != "erp" {
		t.Errorf("systems: %v", v.Desk.Systems)
	}
	if when := v.Desk.PauseWhen; len(when) != 1 || when[0] != "builders.overdue > 25" {
		t.Errorf("play pauses when %v", when)
	}
	if to := v.Desk.Injects[0].To; to != "the yard" {
		t.Errorf("the first inject is for %q", to)
	}
	if d := v.Decisions; d[1].Modelled || d[2].Proposal != id || d[0].Proposal != 0 {
		t.Errorf("decisions: %+v", d)
	}
}

// TestListsAreLists: where there is nothing, pages get an empty list.
func TestListsAreLists(t *testing.T) {
	s, _ := opened(t, bus(t), "testdata/bare.yaml", 0)
	for _, role := range []Role{Facilitator, Evaluator, Audience, {Name: "board", Team: true}} {
		_, text := seen(t, s, role)
		text = strings.ReplaceAll(text, `"left":1,"choices":null`, "") // a team that may choose everything
		if at := strings.Index(text, "null"); at >= 0 {
			t.Errorf("%s gets …%s", role.Name, text[max(0, at-40):at+4])
		}
	}
}

// TestAWeekIsJudgedByItself, by hand: since a week ago 6 orders more came in time and 3 more are
// late, of which one was lost; of fewer than five orders nobody says anything.
func TestAWeekIsJudgedByItself(t *testing.T) {
	then := sim.SegmentSample{Delivered: 40, OnTime: 38, Late: 2}
	now := sim.SegmentSample{Delivered: 48, OnTime: 44, Late: 5, Lost: 1}
	if got, want := week(&then, &now), 6.0/9; math.Abs(got-want) > 1e-12 {
		t.Errorf("the week's share is %v, not %v", got, want)
	}
	if got := week(&then, &sim.SegmentSample{Delivered: 44, OnTime: 42, Late: 2}); got != -1 {
		t.Errorf("four orders are judged: %v", got)
	}
}

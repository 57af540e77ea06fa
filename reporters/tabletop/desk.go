package tabletop

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"ripple/scenarios"
)

// Desk is the facilitator's desk as lines of text: a command a line, and what
// became of it. It is for a room without a browser, and for scripts.
type Desk struct {
	Session *Session
	Out     io.Writer
	// Write puts a text into a file.
	Write func(path string, text []byte) error
	// Echo repeats each command before its answer: for what is read later.
	Echo bool
}

// deskCommand is one thing that can be said at the desk.
type deskCommand struct {
	name, usage string
	do          func(*Desk, context.Context, string) error
}

// deskCommands are all, in the order of the help.
func deskCommands() []deskCommand {
	return []deskCommand{
		{"next", "next                          play to the next inject, or whatever stops play before", (*Desk).next},
		{"day", "day [N]                       play a day, or N", (*Desk).day},
		{"to", "to day 22 09:00               play to a moment", (*Desk).to},
		{"until", "until consumers.overdue > 20  play until that begins to hold", (*Desk).until},
		{"list", "list                          the event list", (*Desk).list},
		{"fire", "fire 3                        inject 3 comes now", (*Desk).fire},
		{"hold", "hold 3                        it does not come until it is fired or postponed", (*Desk).hold},
		{"skip", "skip 3                        it does not come", (*Desk).skip},
		{"postpone", "postpone 3 to day 25 09:00    it comes then", (*Desk).postpone},
		{"improvise", "improvise say: The press calls.   an inject that nobody planned, in YAML", (*Desk).improvise},
		{"choices", "choices                       what teams can choose", (*Desk).choices},
		{"decide", "decide TEAM CHOICE, people=3, for=5 days: words   what a team decided; words alone are not modelled", (*Desk).decide},
		{"respond", "respond TEAM {add-staff: {…}}  a response in YAML", (*Desk).respond},
		{"propose", "propose TEAM CHOICE: words     what a team wants", (*Desk).propose},
		{"admit", "admit 1 [CHOICE, …]            proposal 1 is decided, as proposed or by these choices", (*Desk).admit},
		{"refuse", "refuse 1 why                   it is not", (*Desk).refuse},
		{"note", "note words                     a note for the record", (*Desk).note},
		{"rate", "rate OBJECTIVE performed words  or some-challenges, major-challenges, unable", (*Desk).rate},
		{"look", "look [ROLE]                    how things stand, for all, a team, evaluator or audience", (*Desk).look},
		{"forecast", "forecast [DAYS]               what may come from here on, by chance alone", (*Desk).forecast},
		{"reveal", "reveal do-nothing              or baseline, or forecast: for everybody", (*Desk).reveal},
		{"hide", "hide do-nothing                not for everybody any more", (*Desk).hide},
		{"path", "path                           what was done, and before which line play can go back", (*Desk).path},
		{"back", "back 12 [name]                 go another way from before line 12; both ways stay", (*Desk).back},
		{"branch", "branch 1                       go on with another way of play", (*Desk).branch},
		{"save", "save FILE                      the session as a scenario's file", (*Desk).save},
		{"end", "end                            the exercise is over", (*Desk).end},
	}
}

// Run reads commands until they end. A command that is refused is told and changes nothing;
// the first other error ends it.
func (d *Desk) Run(ctx context.Context, in io.Reader) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		text := strings.TrimSpace(lines.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if d.Echo {
			d.say("> %s", text)
		}
		if text == "quit" {
			return nil
		}
		err := d.Do(ctx, text)
		var refusal *Refusal
		switch {
		case errors.As(err, &refusal):
			d.say("no: %s", refusal.Reason)
		case err != nil:
			return err
		}
	}
	return lines.Err()
}

// Do carries out one command.
func (d *Desk) Do(ctx context.Context, text string) error {
	name, rest, _ := strings.Cut(text, " ")
	if name == "help" {
		for _, c := range deskCommands() {
			d.say("  %s", c.usage)
		}
		return nil
	}
	for _, c := range deskCommands() {
		if c.name == name {
			return c.do(d, ctx, strings.TrimSpace(rest))
		}
	}
	return refuse("there is no command %q: help lists them", name)
}

func (d *Desk) say(format string, args ...any) { fmt.Fprintf(d.Out, format+"\n", args...) }

func (d *Desk) play(ctx context.Context, t Target) error {
	before := len(d.Session.State().Injects)
	was := map[int]bool{}
	for _, in := range d.Session.State().Injects {
		was[in.Number] = in.Status == HasCome
	}
	if err := d.Session.Advance(ctx, t); err != nil {
		return err
	}
	v, err := d.Session.View(Facilitator)
	if err != nil {
		return err
	}
	d.say("%s: %s", v.Now.Text, strings.Join(v.Why, "; "))
	for _, in := range v.Desk.Injects {
		if in.Status == HasCome && !was[in.Number] && before > 0 {
			d.say("  inject %d to %s: %s", in.Number, in.To, firstOf(in.Say, in.Does))
		}
	}
	d.customers(v)
	return nil
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (d *Desk) next(ctx context.Context, _ string) error { return d.play(ctx, d.Session.NextInject()) }

func (d *Desk) day(ctx context.Context, text string) error {
	days := 1
	if text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 1000 {
			return refuse("for example day 3")
		}
		days = n
	}
	return d.play(ctx, d.Session.Days(days))
}

func (d *Desk) to(ctx context.Context, text string) error {
	t, err := d.Session.To(text)
	if err != nil {
		return err
	}
	return d.play(ctx, t)
}

func (d *Desk) until(ctx context.Context, text string) error {
	t, err := d.Session.Until(text)
	if err != nil {
		return err
	}
	return d.play(ctx, t)
}

// number reads a number at the start of a text.
func number(text string) (n int, rest string, err error) {
	first, rest, _ := strings.Cut(text, " ")
	if n, err = strconv.Atoi(first); err != nil {
		return 0, "", refuse("a number is missing")
	}
	return n, strings.TrimSpace(rest), nil
}

func (d *Desk) onInject(text, done string, do func(n int) error) error {
	n, _, err := number(text)
	if err != nil {
		return err
	}
	if err := do(n); err != nil {
		return err
	}
	d.say("inject %d %s", n, done)
	return nil
}

func (d *Desk) fire(ctx context.Context, text string) error {
	return d.onInject(text, "has come", func(n int) error { return d.Session.Fire(ctx, n) })
}

func (d *Desk) hold(ctx context.Context, text string) error {
	return d.onInject(text, "is held", func(n int) error { return d.Session.Hold(ctx, n) })
}

func (d *Desk) skip(ctx context.Context, text string) error {
	return d.onInject(text, "does not come", func(n int) error { return d.Session.Skip(ctx, n) })
}

func (d *Desk) postpone(ctx context.Context, text string) error {
	n, rest, err := number(text)
	if err != nil {
		return err
	}
	to, err := d.Session.To(strings.TrimPrefix(rest, "to "))
	if err != nil {
		return err
	}
	if err := d.Session.Postpone(ctx, n, to.To); err != nil {
		return err
	}
	d.say("inject %d comes on %s", n, d.Session.Scenario().Moment(to.To))
	return nil
}

func (d *Desk) improvise(ctx context.Context, text string) error {
	if !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "say:") {
		text = "say: " + text
	}
	if words, only := strings.CutPrefix(text, "say:"); only {
		text = "say: " + strconv.Quote(strings.TrimSpace(words))
	}
	n, err := d.Session.Improvise(ctx, text)
	if err != nil {
		return err
	}
	d.say("inject %d has come", n)
	return nil
}

// request reads TEAM CHOICE, people=3, for=5 days: words. A choice without a comma may
// be followed by others, each with its sizes.
func request(text string) Request {
	team, rest, _ := strings.Cut(text, " ")
	r := Request{Team: strings.TrimSuffix(team, ":")}
	choices, words, said := strings.Cut(rest, ":")
	if team != r.Team {
		choices, words, said = "", rest, true
	}
	if said {
		r.Words = strings.TrimSpace(words)
	}
	r.Actions = actions(choices)
	return r
}

// actions reads expedite, waits=x 0.5, hands.
func actions(text string) []Action {
	var all []Action
	for _, part := range strings.Split(text, ",") {
		part = strings.TrimSpace(part)
		key, value, sized := strings.Cut(part, "=")
		switch {
		case part == "":
		case sized && len(all) > 0:
			last := &all[len(all)-1]
			last.Sizes = append(last.Sizes, scenarios.Size{Key: strings.TrimSpace(key), Value: strings.TrimSpace(value)})
		default:
			all = append(all, Action{Choice: part})
		}
	}
	return all
}

func (d *Desk) decide(ctx context.Context, text string) error {
	r := request(text)
	if err := d.Session.Decide(ctx, r); err != nil {
		return err
	}
	if len(r.Actions) == 0 {
		d.say("written down, not modelled")
		return nil
	}
	d.say("decided: it begins now, less its lead time")
	return nil
}

func (d *Desk) respond(ctx context.Context, text string) error {
	team, body, _ := strings.Cut(text, " ")
	if err := d.Session.Decide(ctx, Request{Team: team, Actions: []Action{{Text: body}}}); err != nil {
		return err
	}
	d.say("decided")
	return nil
}

func (d *Desk) propose(ctx context.Context, text string) error {
	id, err := d.Session.Propose(ctx, request(text))
	if err != nil {
		return err
	}
	d.say("proposal %d is %s", id, d.Session.State().proposal(id).Status)
	return nil
}

func (d *Desk) admit(ctx context.Context, text string) error {
	n, rest, err := number(text)
	if err != nil {
		return err
	}
	if err := d.Session.Admit(ctx, n, actions(rest)); err != nil {
		return err
	}
	d.say("proposal %d is decided", n)
	return nil
}

func (d *Desk) refuse(ctx context.Context, text string) error {
	n, rest, err := number(text)
	if err != nil {
		return err
	}
	if err := d.Session.Refuse(ctx, n, rest); err != nil {
		return err
	}
	d.say("proposal %d is refused", n)
	return nil
}

func (d *Desk) note(ctx context.Context, text string) error {
	return d.Session.Note(ctx, facilitator, "", text)
}

func (d *Desk) rate(ctx context.Context, text string) error {
	objective, rest, _ := strings.Cut(text, " ")
	rating, words, _ := strings.Cut(strings.TrimSpace(rest), " ")
	return d.Session.Rate(ctx, facilitator, objective, Rating(rating), words)
}

func (d *Desk) path(context.Context, string) error {
	v, err := d.Session.View(Facilitator)
	if err != nil {
		return err
	}
	for _, p := range v.Desk.Path {
		d.say("  line %d, %s: %s", p.Line, p.At.Text, p.Text)
	}
	for _, b := range v.Desk.Branches {
		d.say("  branch %d, at %s: %s", b.Number, b.Now.Text, b.Name)
	}
	return nil
}

func (d *Desk) back(ctx context.Context, text string) error {
	n, name, err := number(text)
	if err != nil {
		return err
	}
	branch, err := d.Session.Fork(ctx, n, name)
	if err != nil {
		return err
	}
	d.say("branch %d, at %s", branch, d.Session.Scenario().Moment(d.Session.State().Now))
	return nil
}

func (d *Desk) branch(ctx context.Context, text string) error {
	n, _, err := number(text)
	if err != nil {
		return err
	}
	return d.Session.Switch(ctx, n)
}

func (d *Desk) save(_ context.Context, path string) error {
	if path == "" {
		return refuse("for example save monday.yaml")
	}
	text, err := d.Session.Saved(filepath.Dir(path))
	if err != nil {
		return err
	}
	if err := d.Write(path, []byte(text)); err != nil {
		return refuse("%v", err)
	}
	d.say("saved: ripple run %s gives what the room lived through", path)
	return nil
}

func (d *Desk) end(ctx context.Context, _ string) error { return d.Session.End(ctx, false) }

package room

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"ripple/reporters/tabletop"
	"ripple/sim"
)

// readOrder reads a message of one object that says nothing unknown.
func readOrder(body []byte) (*order, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	o := &order{}
	if err := d.Decode(o); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows")
	}
	return o, nil
}

// deed is what an order does. Its result goes back to the page.
type deed func(ctx context.Context, r *Room, s *seat, o *order) (any, error)

// deeds are what a role may do.
func deeds(role tabletop.Role) map[string]deed {
	remarks := map[string]deed{
		"note": func(ctx context.Context, r *Room, s *seat, o *order) (any, error) {
			return nil, r.session.Note(ctx, s.role.Name, o.Objective, o.Words)
		},
		"rate": func(ctx context.Context, r *Room, s *seat, o *order) (any, error) {
			return nil, r.session.Rate(ctx, s.role.Name, o.Objective, o.Rating, o.Words)
		},
	}
	switch {
	case role.Team:
		return map[string]deed{"propose": propose}
	case role == tabletop.Evaluator:
		return remarks
	case role == tabletop.Facilitator:
		all := facilitators()
		for name, d := range remarks {
			all[name] = d
		}
		return all
	}
	return nil
}

// carryOut does what a message asks for, if its role may.
func (r *Room) carryOut(s *seat, m *tabletop.Message, o *order) (any, error) {
	d := deeds(s.role)[o.Do]
	if d == nil {
		return nil, &tabletop.Refusal{Reason: fmt.Sprintf("%s cannot do %q", s.label, o.Do)}
	}
	result, err := d(tabletop.WithMessage(r.ctx, m), r, s, o)
	if errors.Is(err, tabletop.ErrPast) {
		r.fail(err)
	}
	return result, err
}

func propose(ctx context.Context, r *Room, s *seat, o *order) (any, error) {
	id, err := r.session.Propose(ctx, tabletop.Request{Team: s.role.Name, Actions: o.Actions, Words: o.Words, Reason: o.Reason})
	return map[string]int{"proposal": id}, err
}

// facilitators are what the facilitator alone does.
func facilitators() map[string]deed {
	all := playing()
	simple := func(name string, f func(context.Context, *tabletop.Session, *order) error) {
		all[name] = func(ctx context.Context, r *Room, _ *seat, o *order) (any, error) {
			return nil, f(ctx, r.session, o)
		}
	}
	simple("fire", func(ctx context.Context, s *tabletop.Session, o *order) error { return s.Fire(ctx, o.Inject) })
	simple("hold", func(ctx context.Context, s *tabletop.Session, o *order) error { return s.Hold(ctx, o.Inject) })
	simple("skip", func(ctx context.Context, s *tabletop.Session, o *order) error { return s.Skip(ctx, o.Inject) })
	simple("postpone", func(ctx context.Context, s *tabletop.Session, o *order) error {
		to, err := s.To(o.To)
		if err != nil {
			return err
		}
		return s.Postpone(ctx, o.Inject, to.To)
	})
	all["improvise"] = func(ctx context.Context, r *Room, _ *seat, o *order) (any, error) {
		n, err := r.session.Improvise(ctx, o.Text)
		return map[string]int{"inject": n}, err
	}
	simple("decide", func(ctx context.Context, s *tabletop.Session, o *order) error {
		return s.Decide(ctx, tabletop.Request{Team: o.Team, Actions: o.Actions, Words: o.Words, Reason: o.Reason, Extra: o.Extra})
	})
	simple("admit", func(ctx context.Context, s *tabletop.Session, o *order) error {
		return s.Admit(ctx, o.Proposal, o.Actions)
	})
	simple("refuse", func(ctx context.Context, s *tabletop.Session, o *order) error {
		return s.Refuse(ctx, o.Proposal, o.Why)
	})
	simple("reveal", func(ctx context.Context, s *tabletop.Session, o *order) error { return s.Reveal(ctx, o.What, o.On) })
	simple("blank", func(ctx context.Context, s *tabletop.Session, o *order) error { return s.Blank(ctx, o.On) })
	simple("end", func(ctx context.Context, s *tabletop.Session, o *order) error { return s.End(ctx, o.Again) })
	all["forecast"] = forecast
	all["fork"] = func(ctx context.Context, r *Room, _ *seat, o *order) (any, error) {
		branch, err := r.session.Fork(ctx, o.Line, o.Name)
		return map[string]int{"branch": branch}, err
	}
	simple("switch", func(ctx context.Context, s *tabletop.Session, o *order) error { return s.Switch(ctx, o.Branch) })
	return all
}

// forecast lets a forecast be made. The answer does not wait for it: it comes with a view.
func forecast(ctx context.Context, r *Room, _ *seat, o *order) (any, error) {
	look, err := r.session.AskForecast(ctx, tabletop.Horizon{Days: o.Days})
	if err != nil {
		return nil, err
	}
	r.running.Go(func() {
		// What went wrong is in the facilitator's view, and what was given up is nobody's matter.
		_ = look(r.ctx)
	})
	return nil, nil
}

// playing is what lets play run, come further at once, and stand.
func playing() map[string]deed {
	all := map[string]deed{
		"play": func(ctx context.Context, r *Room, _ *seat, o *order) (any, error) {
			t, err := r.target(o)
			if err != nil {
				return nil, err
			}
			if o.PaceMS != 0 {
				if err := r.session.SetPace(ctx, milliseconds(o.PaceMS)); err != nil {
					return nil, err
				}
			}
			return nil, r.player.play(ctx, t)
		},
		"pause": func(ctx context.Context, r *Room, _ *seat, o *order) (any, error) {
			return nil, r.session.Pause(ctx, o.Why)
		},
		"pace": func(ctx context.Context, r *Room, _ *seat, o *order) (any, error) {
			return nil, r.session.SetPace(ctx, milliseconds(o.PaceMS))
		},
	}
	for _, name := range []string{"day", "to", "until", "next"} {
		all[name] = func(ctx context.Context, r *Room, _ *seat, o *order) (any, error) {
			switch {
			case name == "day":
				o.Days = max(1, o.Days)
			case name == "to" && o.When == "":
				return nil, &tabletop.Refusal{Reason: "to which moment? For example day 20 09:00"}
			case name == "until" && o.Condition == "":
				return nil, &tabletop.Refusal{Reason: "until what holds? For example consumers.overdue > 20"}
			}
			t, err := r.target(o)
			if err != nil {
				return nil, err
			}
			return nil, r.session.Advance(ctx, t)
		}
	}
	return all
}

// maxDays bounds how far one order plays.
const maxDays = 1000

// target is how far an order plays: some days, to a moment, until a condition holds, or to
// whatever stops play first.
func (r *Room) target(o *order) (tabletop.Target, error) {
	switch {
	case o.Days < 0 || o.Days > maxDays:
		return tabletop.Target{}, &tabletop.Refusal{Reason: fmt.Sprintf("at most %d days", maxDays)}
	case o.Days > 0:
		return r.session.Days(o.Days), nil
	case o.When != "":
		return r.session.To(o.When)
	case o.Condition != "":
		return r.session.Until(o.Condition)
	}
	return tabletop.Target{To: sim.Never}, nil
}

func milliseconds(n int64) time.Duration {
	const most = 1 << 40 // so that it is a duration
	return time.Duration(min(max(n, -most), most)) * time.Millisecond
}

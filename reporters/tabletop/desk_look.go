package tabletop

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

func (d *Desk) customers(v *View) {
	for _, c := range v.Customers {
		share := "nothing is due yet"
		if c.OnTime >= 0 {
			share = fmt.Sprintf("%.1f %% on time", 100*c.OnTime)
		}
		d.say("  %s: %s, %d open, %d overdue, %d lost", c.Name, share, c.Open, c.Overdue, c.Lost)
	}
}

func (d *Desk) list(context.Context, string) error {
	v, err := d.Session.View(Facilitator)
	if err != nil {
		return err
	}
	for _, in := range v.Desk.Injects {
		when := in.Condition
		switch {
		case in.At != nil:
			when = in.At.Text
		case in.Planned != nil:
			when = in.Planned.Text
		}
		d.say("  %3d %-8s %-28s %s", in.Number, in.Status, when, firstOf(in.Say, in.Does))
	}
	return nil
}

func (d *Desk) choices(context.Context, string) error {
	v, err := d.Session.View(Facilitator)
	if err != nil {
		return err
	}
	for _, c := range v.Desk.Choices {
		d.say("  %s: %s", c.Name, c.Label)
		if c.Barred != "" {
			d.say("    cannot be chosen: %s", c.Barred)
		}
		for _, p := range c.Parts {
			d.say("    %s", p.Text)
		}
	}
	return nil
}

func (d *Desk) look(_ context.Context, text string) error {
	role := Facilitator
	switch text {
	case "", facilitator:
	case evaluator, Audience.Name:
		role = Role{Name: text}
	default:
		role = Role{Name: text, Team: true}
	}
	v, err := d.Session.View(role)
	if err != nil {
		return err
	}
	d.say("%s, turn %d", v.Now.Text, v.Turn)
	for _, dv := range v.Map.Departments {
		d.say("  %-24s backlog %4d, %3d of %3d at work, %d stuck", dv.Name, dv.Backlog, dv.Busy, dv.Staff, dv.Stuck)
	}
	d.customers(v)
	for _, c := range v.Compared {
		d.say("  %s, %s: %.1f %% on time, %d overdue", c.With, c.Customers, 100*max(0, c.OnTime), c.Overdue)
	}
	d.foreseen(v.Forecast)
	for _, p := range v.Proposals {
		d.say("  proposal %d of %s (%s): %s %s", p.ID, p.Team, p.Status, strings.Join(p.Choices, ", "), p.Words)
	}
	return nil
}

func (d *Desk) forecast(ctx context.Context, text string) error {
	var h Horizon
	if text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return refuse("for example forecast 14")
		}
		h.Days = n
	}
	if err := d.Session.Forecast(ctx, h); err != nil {
		return err
	}
	v, err := d.Session.View(Facilitator)
	if err != nil {
		return err
	}
	d.foreseen(v.Forecast)
	return nil
}

// foreseen tells a forecast week by week, and of its last day.
func (d *Desk) foreseen(f *ForecastView) {
	if f == nil {
		return
	}
	d.say("from %s, %d ways ahead: the one in the middle, and eight of ten between", f.At.Text, f.Replications)
	for i := range f.Days {
		if i%7 != 0 && i != len(f.Days)-1 || i == 0 && len(f.Days) > 1 {
			continue
		}
		for _, c := range f.Customers {
			overdue, onTime, lost := c.Overdue[i], c.OnTime[i], c.Lost[i]
			share := "nothing due yet"
			if onTime.P50 >= 0 {
				share = fmt.Sprintf("%.1f %% on time (%.1f to %.1f)", 100*onTime.P50, 100*onTime.P10, 100*onTime.P90)
			}
			d.say("  day %-3d %s: %.0f overdue (%.0f to %.0f), %s, %.0f lost (%.0f to %.0f)", f.Days[i].Day, c.Name,
				overdue.P50, overdue.P10, overdue.P90, share, lost.P50, lost.P10, lost.P90)
		}
	}
	d.say("this is the model's chance only: no inject that has not come, and no decision that is not made")
}

func (d *Desk) reveal(ctx context.Context, text string) error {
	return d.Session.Reveal(ctx, text, true)
}

func (d *Desk) hide(ctx context.Context, text string) error {
	return d.Session.Reveal(ctx, text, false)
}

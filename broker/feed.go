package broker

import (
	"context"
	"reflect"
	"slices"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/nats-io/nats.go"
)

// feed hands the messages of one topic to the subscriptions of it.
type feed struct {
	inbox   *Inbox
	joining chan *subscription
	ended   chan struct{} // closed when every channel is

	// Of run alone:
	waiting []*nats.Msg // in order; what was refused comes first
	all     []*subscription
}

// subscription is one channel that somebody reads.
type subscription struct {
	ctx context.Context
	out chan *message.Message

	raw     *nats.Msg // what message holds, nil when it holds nothing
	message *message.Message
	cancel  context.CancelFunc
	taken   bool // by the reader, who has not answered yet
}

// offer makes the message ready to be read.
func (s *subscription) offer(raw *nats.Msg) {
	if s.raw == raw {
		return
	}
	s.withdraw()
	s.raw, s.message = raw, messageOf(raw)
	ctx, cancel := context.WithCancel(s.ctx)
	s.message.SetContext(ctx)
	s.cancel = cancel
}

func (s *subscription) withdraw() {
	if s.raw != nil {
		s.cancel()
	}
	s.raw, s.message, s.cancel, s.taken = nil, nil, nil, false
}

// unanswered is the message that the reader took and did not acknowledge.
func (s *subscription) unanswered() *nats.Msg {
	if !s.taken {
		return nil
	}
	select {
	case <-s.message.Acked():
		return nil
	default:
		return s.raw
	}
}

// run is one goroutine that waits for everything that can happen, because a
// message may only be given to a reader who is there: it would be lost in the
// channel of one who is not.
func (f *feed) run() {
	defer close(f.ended)
	defer func() {
		for _, s := range f.all {
			s.withdraw()
			close(s.out)
		}
	}()
	for {
		for m := f.inbox.take(); m != nil; m = f.inbox.take() {
			f.waiting = append(f.waiting, m)
		}
		happened := f.wait()
		if happened == nil {
			return
		}
		happened()
	}
}

// wait returns what to do about the next thing that happens, nil to end.
func (f *feed) wait() (happened func()) {
	var cases []reflect.SelectCase
	var actions []func(reflect.Value)
	receive := func(from any, action func(reflect.Value)) {
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(from)})
		actions = append(actions, action)
	}
	receive(f.inbox.conn.broker.failed, nil)
	receive(f.inbox.done, nil)
	receive(f.inbox.arrived, func(reflect.Value) {})
	receive(f.joining, func(v reflect.Value) { f.all = append(f.all, v.Interface().(*subscription)) })
	for _, s := range f.all {
		receive(s.ctx.Done(), func(reflect.Value) { f.leave(s) })
		switch {
		case s.taken:
			receive(s.message.Acked(), func(reflect.Value) { s.withdraw() })
			receive(s.message.Nacked(), func(reflect.Value) {
				f.waiting = slices.Insert(f.waiting, 0, s.raw)
				s.withdraw()
			})
		case len(f.waiting) > 0:
			s.offer(f.waiting[0])
			cases = append(cases, reflect.SelectCase{
				Dir: reflect.SelectSend, Chan: reflect.ValueOf(s.out), Send: reflect.ValueOf(s.message),
			})
			actions = append(actions, func(reflect.Value) {
				s.taken = true
				f.waiting[0] = nil
				f.waiting = f.waiting[1:]
			})
		}
	}
	chosen, value, _ := reflect.Select(cases)
	if actions[chosen] == nil {
		return nil
	}
	return func() { actions[chosen](value) }
}

func (f *feed) leave(s *subscription) {
	if raw := s.unanswered(); raw != nil {
		f.waiting = slices.Insert(f.waiting, 0, raw)
	}
	s.withdraw()
	close(s.out)
	f.all = slices.DeleteFunc(f.all, func(other *subscription) bool { return other == s })
}

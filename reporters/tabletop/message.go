package tabletop

import "context"

// Message is one that a browser sent: who sent it, which of theirs it is, and a sum of what
// it said. The journal keeps it with what it led to, so that it is not done twice.
type Message struct {
	Key string `json:"key"`
	Seq uint64 `json:"seq"`
	Sum string `json:"sum"`
}

type messageKey struct{}

// WithMessage is a context for what a message asks for.
func WithMessage(ctx context.Context, m *Message) context.Context {
	return context.WithValue(ctx, messageKey{}, m)
}

// anonymous is a context for what no message asked for.
func anonymous(ctx context.Context) context.Context { return WithMessage(ctx, nil) }

func messageOf(ctx context.Context) *Message {
	m, _ := ctx.Value(messageKey{}).(*Message)
	return m
}

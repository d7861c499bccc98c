package stage

import "piaojue/app/note"

// Vault is how a deputy's notes are kept on this machine, given by main. Every
// error is fit for ShowProblem. All but Guarded and Locked may be slow and are
// called by Do; after Unlock and Lock the Book is to be reloaded.
type Vault interface {
	// Guarded reports whether a passphrase was set, Locked whether it has yet to
	// be given.
	Guarded() bool
	Locked() bool
	Unlock(passphrase string) error
	Lock()
	// SetPassphrase sets one, changes it, or with an empty next takes it away.
	SetPassphrase(now, next string) error
	// Backup writes a copy as it is, and reads it back.
	Backup(path string) error
	// CopyAside keeps a copy in the data folder and gives its path.
	CopyAside() (string, error)
	// ReadBackup reads what Backup wrote; note.ErrLocked where it needs its
	// passphrase.
	ReadBackup(path, passphrase string) (note.Content, error)
}

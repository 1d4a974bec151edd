/// Takes run notes: what happened to a set that has no answer.
struct RunNotes {
  let pass: Pass

  func take(_ found: FileVerdict, _ bytes: [UInt8]) throws { try Taking(pass: pass).decide(found) }
}

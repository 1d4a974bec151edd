import Autotask
import QBXML
import Settings

extension ItemMatching {
  /// A name for which an item is looked for.
  struct Wanted {
    /// `~` parts its levels.
    var name: String
    /// `billing code 11 "Labor"`
    var words: String
    /// Its kind, should it have to be made.
    var kind: ItemAdd.Kind
    /// The names it is put together from; each may collide with others of its own.
    var parts: [String] = []
    /// Where it is renamed and from where it is exported again.
    var entity = Entity.billingCodes
    /// The kind of line, for the tables that map it.
    var lineKind: ItemKind?
    /// Nil where there is none and no default.
    var account: String? = PostingContext.defaultAccount
    var isTax = false
    /// Whether an inventory part of that name must not be used.
    var avoidsStock = false

    init(name: String, words: String, kind: ItemAdd.Kind) {
      self.name = name
      self.words = words
      self.kind = kind
    }
  }
}

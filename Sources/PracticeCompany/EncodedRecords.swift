/// How each kind of record is saved.
extension ListRecord {
  var encoded: Node {
    var node = Node("Record", fields)
    node.set("kind", kind.rawValue)
    node.set("id", id)
    node.set("created", created.description)
    node.set("modified", modified.description)
    node.set("editSequence", String(editSequence))
    node.set("name", name)
    node.set("fullName", fullName)
    node.set("parent", parent)
    node.set("sublevel", String(sublevel))
    node.set("inactive", flag: !isActive)
    return node
  }

  init(_ node: Node) throws(PracticeError) {
    let word = try node.required("kind")
    guard let kind = ListKind(rawValue: word) else {
      throw PracticeError("the saved company file has a list that is not known: \(word)")
    }
    self.init(
      kind: kind, id: try node.required("id"), created: try node.time("created"),
      modified: try node.time("modified"), editSequence: try node.number("editSequence"),
      name: try node.required("name"), fullName: try node.required("fullName"),
      parent: node.attribute("parent"),
      sublevel: Int(try node.number("sublevel")), isActive: !node.has(flag: "inactive"), fields: node.children
    )
  }
}

extension Invoice {
  var encoded: Node {
    var node = Node("Invoice", [Node("Header", fields)] + lines.map(\.encoded))
    node.set("id", id)
    node.set("created", created.description)
    node.set("modified", modified.description)
    node.set("editSequence", String(editSequence))
    node.set("number", String(number))
    node.set("customer", customer)
    node.set("date", date)
    node.set("refNumber", refNumber)
    node.set("subtotal", String(subtotal))
    node.set("taxPercent", taxPercent.map { String($0) })
    node.set("tax", String(tax))
    node.set("voided", flag: isVoided)
    node.set("deleted", flag: isDeleted)
    return node
  }

  init(_ node: Node) throws(PracticeError) {
    var lines: [InvoiceLine] = []
    for line in node.all("Line") {
      let line = try InvoiceLine(line)
      lines.append(line)
    }
    self.init(
      id: try node.required("id"), created: try node.time("created"), modified: try node.time("modified"),
      editSequence: try node.number("editSequence"), number: try node.number("number"),
      customer: try node.required("customer"), date: try node.required("date"),
      refNumber: node.attribute("refNumber"), fields: node["Header"]?.children ?? [], lines: lines,
      subtotal: try node.number("subtotal"), taxPercent: try node.optionalNumber("taxPercent"),
      tax: try node.number("tax"), isVoided: node.has(flag: "voided"), isDeleted: node.has(flag: "deleted"))
  }
}

extension InvoiceLine {
  var encoded: Node {
    var node = Node("Line", fields)
    node.set("id", id)
    node.set("item", item)
    node.set("quantity", quantity.map { String($0) })
    node.set("rate", rate.map { String($0) })
    node.set("amount", amount.map { String($0) })
    node.set("taxable", flag: isTaxable)
    node.set("subtotal", flag: isSubtotal)
    return node
  }

  init(_ node: Node) throws(PracticeError) {
    self.init(
      id: try node.required("id"), item: node.attribute("item"),
      quantity: try node.optionalNumber("quantity"),
      rate: try node.optionalNumber("rate"), amount: try node.optionalNumber("amount"),
      isTaxable: node.has(flag: "taxable"), isSubtotal: node.has(flag: "subtotal"), fields: node.children)
  }
}

extension Payment {
  var encoded: Node {
    var node = Node(
      "Payment",
      applications.map { application in
        var node = Node("Application")
        node.set("invoice", application.invoice)
        node.set("amount", String(application.amount))
        node.set("discount", String(application.discount))
        return node
      })
    node.set("id", id)
    node.set("kind", kind.rawValue)
    node.set("created", created.description)
    node.set("modified", modified.description)
    node.set("editSequence", String(editSequence))
    node.set("number", String(number))
    node.set("customer", customer)
    node.set("date", date)
    node.set("refNumber", refNumber)
    node.set("total", String(total))
    node.set("deleted", flag: isDeleted)
    return node
  }

  init(_ node: Node) throws(PracticeError) {
    let word = try node.required("kind")
    guard let kind = Kind(rawValue: word) else {
      throw PracticeError("the saved company file has a payment that is not known: \(word)")
    }
    var applications: [Application] = []
    for part in node.all("Application") {
      applications.append(
        Application(
          invoice: try part.required("invoice"), amount: try part.number("amount"),
          discount: try part.number("discount")))
    }
    self.init(
      id: try node.required("id"), kind: kind, created: try node.time("created"),
      modified: try node.time("modified"), editSequence: try node.number("editSequence"),
      number: try node.number("number"), customer: try node.required("customer"),
      date: try node.required("date"),
      refNumber: node.attribute("refNumber"), total: try node.number("total"), applications: applications,
      isDeleted: node.has(flag: "deleted"))
  }
}

extension Removal {
  var encoded: Node {
    var node = Node("Removal")
    node.set("type", type)
    node.set("id", id)
    node.set("created", created.description)
    node.set("deleted", deleted.description)
    node.set("refNumber", refNumber)
    return node
  }

  init(_ node: Node) throws(PracticeError) {
    self.init(
      type: try node.required("type"), id: try node.required("id"), created: try node.time("created"),
      deleted: try node.time("deleted"), refNumber: node.attribute("refNumber"))
  }
}

extension StoredSets.Stored {
  var encoded: Node {
    var node = Node("StoredSet", answers)
    node.set("id", id)
    node.set("checksum", String(checksum, radix: 16))
    return node
  }

  init(_ node: Node) throws(PracticeError) {
    let text = try node.required("checksum")
    guard let checksum = UInt64(text, radix: 16) else {
      throw PracticeError("the saved company file has a message set whose checksum is no number: \(text)")
    }
    self.init(id: try node.required("id"), checksum: checksum, answers: node.children)
  }
}

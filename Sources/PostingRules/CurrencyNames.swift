/// QuickBooks calls a currency `Euro` where Autotask says `EUR`.
enum CurrencyNames {
  /// As QuickBooks' currency list begins them.
  private static let names = [
    "AUD": "australian dollar", "BRL": "brazilian real", "CAD": "canadian dollar", "CHF": "swiss franc",
    "CNY": "chinese yuan", "CZK": "czech koruna", "DKK": "danish krone", "EUR": "euro",
    "GBP": "british pound",
    "HKD": "hong kong dollar", "HUF": "hungarian forint", "ILS": "israeli", "INR": "indian rupee",
    "JPY": "japanese yen", "MXN": "mexican peso", "NOK": "norwegian krone", "NZD": "new zealand dollar",
    "PHP": "philippine peso", "PLN": "polish zloty", "SEK": "swedish krona", "SGD": "singapore dollar",
    "USD": "us dollar", "ZAR": "south african rand",
  ]

  /// Whether QuickBooks' name and Autotask's three letters mean one currency.
  static func isSame(_ name: String, as code: String) -> Bool {
    let folded = name.lowercased()
    return folded == code.lowercased() || names[code.uppercased()].map { folded.hasPrefix($0) } ?? false
  }
}

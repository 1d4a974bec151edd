@main
struct Autopost {
  static func main() {}
}

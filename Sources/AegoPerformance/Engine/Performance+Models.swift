import AegoAgent
import AegoMotion

/// What the agents have learnt, kept and taken up again while the piece is played. The agent stays where it stands.
extension Performance {
  func keepModel(_ message: Message) {
    let space = conductor.scene.space
    guard let memory = models.enter(message, space: space) else { return }
    agents[space].keepModel(in: memory)
  }

  func takeModel(_ message: Message) {
    let space = conductor.scene.space
    guard let model = models.model(named: message, space: space) else { return }
    agents[space].takeModel(from: model)
  }

  func takeOfferedModels() {
    guard let offered = offers.pop()?.models else { return }
    for index in 0..<spaceCount {
      if let model = offered[index] { agents[index].takeModel(from: model) }
    }
    offersTaken.add(1, ordering: .releasing)
  }

  /// An offer whose message was refused is not for the next one.
  func dropOfferedModels() {
    if offers.pop() != nil { offersTaken.add(1, ordering: .releasing) }
  }

  // MARK: Not for the thread that plays

  /// Makes models ready for the next `/aego/state` that no other offer is for.
  ///
  /// - Parameter offer: the models.
  /// - Returns: whether there was room for one more.
  func offer(_ offer: ModelOffer) -> Bool {
    let taken = offersTaken.load(ordering: .acquiring)
    heldOffers.removeFirst(taken - offersDropped)
    offersDropped = taken
    guard offers.push(OfferedModels(models: offer.models)) else { return false }
    heldOffers.append(offer)
    return true
  }

  /// The models that the performer kept, with their names and the numbers of their spaces: each as the state of an agent
  /// at home that knows it.
  func keptModels(_ program: Program) -> [(name: String, space: Int, state: [Float])] {
    (0..<models.names.count).map { index in
      let (name, space) = models.names[index]
      var agent = program.agent(space, seed: 0)
      agent.takeModel(from: models.model(index))
      return (name, space, agent.state(at: 0))
    }
  }
}

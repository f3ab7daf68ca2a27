using QuickLook.Core.Instrument;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>What a night did for the objects of a type. An object is a fiber of a tile; its spectrum is good when each camera of its petal was normal.</summary>
/// <param name="Night">The night.</param>
/// <param name="ObjectType">As fibermaps write it, upper case.</param>
/// <param name="Objects">Different objects that got a good spectrum in it.</param>
/// <param name="NewObjects">Those of them that no earlier night of the choice had a good spectrum of.</param>
public sealed record NightObjects(Night Night, string ObjectType, long Objects, long NewObjects);

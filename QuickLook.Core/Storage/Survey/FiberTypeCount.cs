using QuickLook.Core.Instrument;

namespace QuickLook.Core.Storage.Survey;

/// <summary>How many fibers of a petal were on objects of a type.</summary>
/// <param name="Petal">The petal.</param>
/// <param name="ObjectType">As the fibermap writes it: <c>TGT</c>, <c>SKY</c>.</param>
/// <param name="Fibers">How many.</param>
public sealed record FiberTypeCount(Spectrograph Petal, string ObjectType, int Fibers);

using System.Collections.Immutable;

namespace QuickLook.Core.Storage.Documents;

/// <summary>The fibermap of an exposure as the table has it; all lists are equally long, one element per fiber.</summary>
/// <param name="Fiber">Fiber numbers.</param>
/// <param name="RaDegrees">Right ascensions.</param>
/// <param name="DecDegrees">Declinations.</param>
/// <param name="ObjectType">Object types.</param>
public sealed record StoredFibers(
    ImmutableArray<int> Fiber,
    ImmutableArray<double> RaDegrees,
    ImmutableArray<double> DecDegrees,
    ImmutableArray<string> ObjectType
);

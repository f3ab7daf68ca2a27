using System.Collections.Immutable;

namespace QuickLook.Core.Storage.Processes;

/// <summary>A page of a list of processes.</summary>
/// <param name="Rows">The processes of the page, in the order that was asked for.</param>
/// <param name="Total">How many the whole list has.</param>
public sealed record ProcessPage(ImmutableArray<ListedProcess> Rows, int Total);

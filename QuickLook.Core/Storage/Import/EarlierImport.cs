using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Storage.Import;

/// <summary>What the tables have of an exposure before it is imported.</summary>
/// <param name="Night">Night under which it was imported before, from any site; null when it never was.</param>
/// <param name="Documents">Gzip of the documents of the latest process from this site, by camera; empty when there is none.</param>
/// <param name="ObservedAt">When the shutter opened, where an own exposure of this number and night knows it.</param>
public sealed record EarlierImport(Night? Night, ImmutableDictionary<CameraId, byte[]> Documents, DateTimeOffset? ObservedAt);

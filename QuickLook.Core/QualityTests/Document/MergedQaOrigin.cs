namespace QuickLook.Core.QualityTests.Document;

/// <summary>
/// Who made a merged document and by which mapping it was judged; stored as <c>GENERAL_INFO.QuickLook</c>, a key that desi_quicklook
/// does not use.
/// </summary>
/// <param name="Engine">Name of the engine: <c>native</c>.</param>
/// <param name="Version">Its version.</param>
/// <param name="MappingHash">Hash of the mapping set; see <see cref="Mappings.MappingSet.Hash"/>.</param>
/// <param name="StatusRule">Name of the status rule; see <see cref="Judging.StatusRule.Name"/>.</param>
/// <param name="Profile">Name of the profile that the engine worked with, such as <c>quicklook</c>; empty in older documents.</param>
public sealed record MergedQaOrigin(string Engine, string Version, string MappingHash, string StatusRule, string Profile);

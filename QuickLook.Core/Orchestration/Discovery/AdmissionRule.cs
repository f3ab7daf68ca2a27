using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Configuration;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>Which exposures and cameras are processed, by configuration and mappings.</summary>
internal static class AdmissionRule
{
    /// <summary>The cameras of a file that are processed.</summary>
    public static IReadOnlyList<CameraId> Processed(ServiceConfiguration configuration, IReadOnlyList<CameraId> present) =>
        [.. present.Where(configuration.Cameras.Contains)];

    /// <summary>Why an exposure is skipped, in words for a person; null when it is processed.</summary>
    public static string? WhyNot(
        ServiceConfiguration configuration,
        MappingSet mappings,
        ExposureMetadata? header,
        IReadOnlyList<CameraId> present
    )
    {
        if (!Flavors.Parse(header?.FlavorText).TryGet(out var flavor, out var unknown))
        {
            return unknown.Reason;
        }

        if (!configuration.Flavors.Contains(flavor))
        {
            return $"the configuration does not process {flavor.Name()}";
        }

        if (Processed(configuration, present).Count == 0)
        {
            return $"the configuration processes none of its cameras ({string.Join(", ", present)})";
        }

        return mappings.Flavors.TryGetValue(flavor, out var mapping) && !mapping.Recipe.IsEmpty
            ? null
            : $"the mappings have no recipe for {flavor.Name()}; add one to {flavor.Name()}.json";
    }
}

using System.Globalization;
using Microsoft.Extensions.Options;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>Finds files by the table of processes.</summary>
internal sealed class CcdExposures(IProcessList processes, IOptions<ViewingOptions> options) : ICcdExposures
{
    public async Task<Result<CcdExposure>> FindAsync(long processId, CancellationToken cancellationToken) =>
        (await processes.FindAsync(processId, cancellationToken)).Map(record => new CcdExposure
        {
            ProcessId = processId,
            Exposure = record.Process.Exposure.Exposure,
            Night = record.Process.Exposure.Night,
            FolderNight = record.Process.Exposure.FolderNight,
            Flavor = record.Process.Exposure.Flavor,
            Program = record.Process.Exposure.Program,
            RawPath = record.Process.Exposure.RawPath,
            RawRemovedAt = record.RawRemovedAt,
            Cameras = record.Process.Exposure.Cameras,
            ProductRoot = Path.Combine(options.Value.OutputRoot, "runs", processId.ToString("D8", CultureInfo.InvariantCulture)),
        });
}

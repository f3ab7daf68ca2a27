using System.Collections.Concurrent;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Viewing.Ccd;
using QuickLook.Tests.Core.Orchestration;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>Processes 101 to 104 are the golden exposures of set A with these numbers; a test may change them and add others.</summary>
public sealed class ScriptedCcdExposures : ICcdExposures
{
    private readonly ConcurrentDictionary<long, Result<CcdExposure>> exposures = new();
    private int looks;

    public ScriptedCcdExposures()
    {
        foreach (var number in new[] { 101, 102, 103, 104 })
        {
            Put(Golden(number));
        }
    }

    /// <summary>How often somebody asked.</summary>
    public int Looks => looks;

    public static CcdExposure Golden(int number) =>
        new()
        {
            ProcessId = number,
            Exposure = new ExposureId(number),
            Night = GoldenSet.A.Night,
            FolderNight = GoldenSet.A.Night,
            Flavor = number switch
            {
                101 => "zero",
                102 => "arc",
                103 => "flat",
                _ => "science",
            },
            RawPath = GoldenSet.A.RawFile(number),
            Cameras = [.. Observatory.Cameras],
            ProductRoot = "/nowhere",
        };

    public void Put(CcdExposure exposure) => exposures[exposure.ProcessId] = exposure;

    public void Put(long processId, Failure failure) => exposures[processId] = failure;

    public Task<Result<CcdExposure>> FindAsync(long processId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref looks);
        return Task.FromResult(exposures.GetValueOrDefault(processId, new Failure($"there is no process {processId}")));
    }
}

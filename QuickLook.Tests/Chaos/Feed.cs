using QuickLook.Tests.Core.Orchestration;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Chaos;

/// <summary>Exposures that arrive until it is told to end.</summary>
public sealed class Feed : IDisposable
{
    private const int FirstExposure = 1000;

    private readonly CancellationTokenSource enough = new();
    private readonly Observatory observatory;
    private readonly Random random;
    private readonly Task<IReadOnlyCollection<int>> writing;

    public Feed(Observatory observatory, Random random)
    {
        this.observatory = observatory;
        this.random = random;
        writing = WriteAsync(enough.Token);
    }

    public static Task PauseAsync(Random random, double least, double most) =>
        Task.Delay(TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least))));

    /// <summary>Writes the exposure that is being written to its end.</summary>
    /// <returns>All that were written.</returns>
    public async Task<IReadOnlyCollection<int>> EndAsync()
    {
        await enough.CancelAsync();
        return await writing;
    }

    public void Dispose() => enough.Dispose();

    // As an observatory does it, at moments that nobody can foresee; now and then one is written in place, piece by piece.
    private async Task<IReadOnlyCollection<int>> WriteAsync(CancellationToken token)
    {
        List<int> exposures = [];
        while (!token.IsCancellationRequested)
        {
            var exposure = FirstExposure + exposures.Count;
            var golden = 101 + random.Next(4);
            if (random.Next(5) == 0)
            {
                await WriteInPlaceAsync(exposure, golden);
            }
            else
            {
                await observatory.TakeAsync(exposure, golden);
            }

            exposures.Add(exposure);
            await PauseAsync(random, 0.2, 4);
        }

        return exposures;
    }

    private async Task WriteInPlaceAsync(int exposure, int golden)
    {
        var bytes = await File.ReadAllBytesAsync(GoldenSet.A.RawFile(golden), CancellationToken.None);
        await using var file = observatory.OpenAsWriter(exposure);
        if (File.Exists(GoldenSet.A.FibermapFile(golden)))
        {
            File.Copy(GoldenSet.A.FibermapFile(golden), Path.Combine(Path.GetDirectoryName(file.Name)!, $"fibermap-{exposure:D8}.fits"));
        }

        foreach (var piece in bytes.Chunk(1 + (bytes.Length / 4)))
        {
            await file.WriteAsync(piece, CancellationToken.None);
            await file.FlushAsync(CancellationToken.None);
            await PauseAsync(random, 0, 0.3);
        }
    }
}

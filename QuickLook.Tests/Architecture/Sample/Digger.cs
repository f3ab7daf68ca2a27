using QuickLook.Tests.Architecture.Sample.Roof;

namespace QuickLook.Tests.Architecture.Sample.Cellar;

/// <summary>
/// The deliberate trespass: uses the roof in a lambda inside an asynchronous method, where no signature shows it.
/// The walls' own test must find it, or it could never find any.
/// </summary>
public static class Digger
{
    public static async Task<int> DigAsync()
    {
        await Task.Yield();
        Func<int, int> deeper = depth => depth + Crane.Reach();
        return deeper(1);
    }
}

using QuickLook.Core.Access;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Tests.Web;

/// <summary>Who uses a component, as the test says.</summary>
public sealed class TestActor(Role role) : ICurrentActor
{
    public event Action? Changed;

    public Actor Seen { get; private set; } = Of(role);

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(Seen);

    /// <summary>From now on somebody with this role.</summary>
    public void Become(Role now)
    {
        Seen = Of(now);
        Changed?.Invoke();
    }

    private static Actor Of(Role role) => new($"test {Roles.NameOf(role)}", Roles.PermissionsOf(role), "127.0.0.1");
}

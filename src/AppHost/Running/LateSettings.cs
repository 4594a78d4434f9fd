namespace Pmo.AppHost.Running;

/// <summary>Settings that are known only once every service is bound to its port.</summary>
internal sealed class LateSettings : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Sets them all, then tells whoever watches.</summary>
    public void Publish(IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var (key, value) in settings)
        {
            Set(key, value);
        }

        OnReload();
    }
}
